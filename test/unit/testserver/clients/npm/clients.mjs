export { aiSdk } from "./aiSdk.mjs";
export { langchain } from "./langchain.mjs";
export { openai } from "./openai.mjs";
export { sdk } from "./sdk.mjs";

// A bundle of its own (`dist/core.js`): all that asks a model, with the SDK and zod. Activation goes without it.
export { Conversation } from "./chat/conversation";
export { TOOLS } from "./chat/tools";
export { addFile, rewrite } from "./edits/propose";
export { streamFim } from "./mistral/fim";
export { listModels } from "./mistral/models/listModels";

// A bundle of its own (`dist/later/mistral.js`), which a command loads: what a person does with keys and models.
export { KeyManager } from "./manageKeys";
export { pickModel } from "./pickModel";
export { clearApiKey, setApiKey } from "./setApiKey";
export { tryConnection } from "./tryConnection";

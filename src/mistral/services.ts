import { CODESTRAL } from "./keys/servers";

/** What servers can be asked for, in words that follow “does not offer”. */
export const SERVICES = {
  fim: "suggestions between two pieces of code",
  chat: "a chat",
  models: "a list of models",
  embeddings: "embeddings",
  moderations: "moderation",
  ocr: "the reading of documents",
  conversations: "conversations",
  agents: "agents",
  files: "files",
  batch: "batches",
  transcriptions: "transcription",
} as const;

export type Service = keyof typeof SERVICES;

/** Servers of Mistral's that do not offer everything; the regional ones by the SDK's manual, the last by its answers (404). */
const OFFERED: ReadonlyMap<string, (service: Service) => boolean> = new Map([
  ["https://api.eu.mistral.ai", isRegional],
  ["https://api.us.mistral.ai", isRegional],
  [CODESTRAL, (service: Service) => service === "fim" || service === "chat"],
]);

function isRegional(service: Service): boolean {
  return service !== "agents" && service !== "batch" && service !== "files";
}

/** Whether a server may be asked; one that is not known may offer anything. @param base its address (`baseAddress`) */
export function offers(base: string, service: Service): boolean {
  return OFFERED.get(base)?.(service) ?? true;
}

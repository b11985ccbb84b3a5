/** What a key is used for; refactoring and background work go with the chat. */
export type Work = "completion" | "chat" | "both";

export interface ApiKey {
  readonly id: string;
  /** What the person calls it. */
  readonly name: string;
  /** The server's address as the person wrote it. */
  readonly server: string;
  readonly work: Work;
  /** Empty for an own server that asks for none. */
  readonly secret: string;
}

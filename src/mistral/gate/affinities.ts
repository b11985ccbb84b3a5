import type { Connection } from "../connection";

/** More than the conversations and documents that a person works on in a day. */
const MOST = 200;

/** Which key was used last for a conversation or document: its server has the beginning of the prompt in its cache. */
export class Affinities {
  private readonly last = new Map<string, Connection>();

  of(affinity: string | undefined): Connection | undefined {
    return affinity === undefined ? undefined : this.last.get(affinity);
  }

  used(affinity: string | undefined, connection: Connection): void {
    if (affinity === undefined) {
      return;
    }
    this.last.delete(affinity);
    this.last.set(affinity, connection);
    const [oldest] = this.last.keys();
    if (this.last.size > MOST && oldest !== undefined) {
      this.last.delete(oldest);
    }
  }
}

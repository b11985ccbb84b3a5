import { Socket } from "node:net";

/** From now on whoever connects to anything, by whatever means, ends the process. */
export function refuseConnections(): void {
  Socket.prototype.connect = () => endWith(new Error("The peer wanted to reach the network."));
}

/** Ends the process with this error, which the peer would take for a bad network. */
export function endWith(error: unknown): never {
  queueMicrotask(() => {
    throw error;
  });
  throw error;
}

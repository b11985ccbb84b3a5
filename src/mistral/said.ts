import { record } from "./record";

/** What a server gave as its reason. */
export interface Said {
  readonly message: string;
  readonly type?: unknown;
  readonly code?: unknown;
}

/**
 * Reads the reason out of any of the bodies in which the API, and servers like it, report an error; a body that is no
 * JSON says nothing a person could use.
 */
export function saidIn(body: string): Said {
  try {
    return saidBy(JSON.parse(body));
  } catch {
    return { message: "" };
  }
}

/** The same for a body that is read already. */
export function saidBy(body: unknown): Said {
  const root = record(body);
  const error = record(root["error"]);
  const fields = Object.keys(error).length > 0 ? error : root;
  const message = fields["message"] ?? root["detail"] ?? root["error"];
  return { message: wordsOf(message), type: fields["type"], code: fields["code"] };
}

function wordsOf(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  const details = Array.isArray(value) ? value : record(value)["detail"];
  if (!Array.isArray(details)) {
    return "";
  }
  return details
    .map((entry) => {
      const { loc, msg } = record(entry);
      const place = Array.isArray(loc) ? loc.filter((part) => part !== "body").join(".") : "";
      return place ? `${place}: ${String(msg)}` : String(msg);
    })
    .join("; ");
}

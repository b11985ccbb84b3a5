import type { RefusalName } from "./refusals";

export type Endpoint = "models" | "fim" | "chat" | "embeddings" | "moderations" | "ocr" | "conversations";

/** A field that compatible servers leave out of their answers. */
export type OmittedField = "id" | "object" | "created" | "usage" | "index";

/** Other servers, which run the open weights. */
export type DialectName = "vllm" | "llamacpp" | "lmstudio" | "ollama";

/** How the server behaves. Everything is optional; `{}` is the API on a good day. */
export interface Mood {
  /** Touches only this endpoint; the others behave. */
  readonly on?: Endpoint;

  /** Answers as another server does. Such a server takes any key, and none. */
  readonly dialect?: DialectName;
  /** Fields of a request that it does not know, and refuses. */
  readonly unknownFields?: readonly string[];
  /** Forms of an answer that it does not know, and refuses. */
  readonly unknownFormats?: readonly ("json_schema" | "json_object")[];

  readonly firstTokenMs?: number;
  readonly betweenTokensMs?: number;
  /** Each wait is longer or shorter by up to this part of it, the same in every run with the same seed. */
  readonly jitter?: { readonly seed: number; readonly ratio: number };
  /** How long the stream stays open after `[DONE]`. */
  readonly slowCloseAfterDoneMs?: number;
  /** Takes the request and never answers. */
  readonly silent?: boolean;

  /** Answers with this error instead. */
  readonly refuse?: RefusalName;
  /** The next so many requests are answered with 429. */
  readonly storm?: number;
  /** The `Retry-After` header of `refuse` and `storm`: seconds, or a string that is sent as it is (a date, say). */
  readonly retryAfter?: number | string;
  /** Which of the API's two bodies a missing or wrong key gets. */
  readonly unauthorizedBody?: "detail" | "message";
  /** Which of the API's two bodies a request of the wrong shape gets. */
  readonly unprocessableBody?: "detail" | "wrapped";
  /** What a retired model gets: 404 as documented, or 400 as seen. */
  readonly retiredStatus?: 404 | 400;
  /** Answers 200 with something that is no JSON. */
  readonly notJson?: "broken" | "html";

  /** Ends the stream in good order after so many events, without `finish_reason` and `[DONE]`. */
  readonly truncateAfter?: number;
  /** Destroys the connection after so many events. */
  readonly destroyAfter?: number;
  /** After so many events, an error: as an event of its own (the default), or as `finish_reason: "error"`. */
  readonly inStreamError?: { readonly after: number; readonly form?: "event" | "finish" };
  /** The event with this number (from 0) is broken JSON. */
  readonly brokenEvent?: number;
  /** The blank line is missing after `[DONE]`, or after the last chunk (and `[DONE]` with it). */
  readonly unterminatedLastEvent?: "done" | "finish";
  readonly oneBytePerPacket?: boolean;
  readonly crlf?: boolean;
  /** A comment line before each event, as proxies send them to keep a connection alive. */
  readonly comments?: boolean;

  /** The field `p` in each chunk. On by default, as on the API. */
  readonly padding?: boolean;
  /** Tool calls come in parts; the later ones carry `id: "null"` and `name: ""`. */
  readonly fragmentToolCalls?: boolean;
  /** From thinking to text by way of one chunk that holds both. */
  readonly thinkingShapes?: boolean;
  readonly omit?: readonly OmittedField[];
  /** The `x-model-deprecation-timestamp` header. */
  readonly deprecationHeader?: string;
}

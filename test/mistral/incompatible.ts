import type { Mood } from "./mood";
import { type Answer, badRequest, unprocessable } from "./refusals";

/** What a server refuses that is compatible with the API up to a point. */
export function incompatible(
  body: unknown,
  { unknownFields = [], unknownFormats = [], unprocessableBody }: Mood,
): Answer | undefined {
  const fields = new Map(Object.entries(typeof body === "object" && body !== null ? body : {}));
  const detail = unknownFields.flatMap((field) =>
    fields.has(field)
      ? [
          {
            type: "extra_forbidden",
            loc: ["body", field],
            msg: "Extra inputs are not permitted",
            input: fields.get(field),
          },
        ]
      : [],
  );
  if (detail.length > 0) return unprocessable(detail, unprocessableBody ?? "detail");
  const format: unknown = fields.get("response_format");
  const type = typeof format === "object" && format !== null && "type" in format ? format.type : undefined;
  return unknownFormats.some((unknown) => unknown === type)
    ? badRequest(`response_format of type '${String(type)}' is not supported`)
    : undefined;
}

import { type Answer, type Detail, unprocessable } from "../refusals";
import type { Mood } from "../mood";
import type { Check } from "./schema";

export type Outcome<Request> = { readonly request: Request } | { readonly refusal: Answer };

/** The body as a request of this shape, or the 422 that says what is wrong with it. */
export function checkShape<Request>(body: unknown, schema: Check, mood: Mood): Outcome<Request> {
  const detail = typeof body === "string" ? [notParsed(body)] : schema(body, ["body"]);
  const fits = (_value: unknown): _value is Request => detail.length === 0;
  return fits(body) ? { request: body } : { refusal: unprocessable(detail, mood.unprocessableBody ?? "detail") };
}

const notParsed = (body: string): Detail =>
  body === ""
    ? { type: "missing", loc: ["body"], msg: "Field required", input: null }
    : {
        type: "json_invalid",
        loc: ["body", 0],
        msg: "JSON decode error",
        input: {},
        ctx: { error: "Expecting value" },
      };

import * as z from "zod";
import type { Tool } from "./tool";

/** How a tool of ours says what it takes. */
export function zodArguments<Arguments>(schema: z.ZodType<Arguments>): Pick<Tool<Arguments>, "schema" | "parse"> {
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(schema, { io: "input" });
  return {
    schema: parameters,
    parse(json) {
      const parsed = schema.safeParse(withoutNulls(json));
      return parsed.success
        ? { ok: true, args: parsed.data }
        : {
            ok: false,
            why: parsed.error.issues
              .map((issue) => `${issue.path.join(".") || "arguments"}: ${issue.message}`)
              .join("; "),
          };
    },
  };
}

/** Models write `null` for arguments they leave out. */
function withoutNulls(json: unknown): unknown {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))
    : json;
}

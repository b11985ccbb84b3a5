import { boolean, closed, dictionary, nullable, oneOf, string } from "./schema";

export const responseFormat = closed(
  {},
  {
    type: oneOf("text", "json_object", "json_schema"),
    json_schema: nullable(
      closed({ name: string, schema: dictionary }, { description: nullable(string), strict: boolean }),
    ),
  },
);

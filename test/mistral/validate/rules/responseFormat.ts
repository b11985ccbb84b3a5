import { badRequest } from "../../refusals";
import type { ChatRule } from "../chatRule";

/** The format `json_schema` comes with a schema. */
export const schemaNamed: ChatRule = ({ response_format: format }) =>
  format?.type === "json_schema" && (format.json_schema === undefined || format.json_schema === null)
    ? badRequest("response_format.json_schema is required when type is 'json_schema'")
    : undefined;

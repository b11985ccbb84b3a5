import { badRequest } from "../../refusals";
import type { ChatRule } from "../chatRule";

/** A prediction cannot be combined with `n`. */
export const predictionAlone: ChatRule = ({ prediction, n }) =>
  prediction !== undefined && n !== undefined && n !== null
    ? badRequest("n is not supported together with prediction")
    : undefined;

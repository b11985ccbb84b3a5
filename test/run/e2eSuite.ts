// A worker of the e2e suite: its tests share a Mistral server, a browser and the workbenches that they need.
import { closeStage } from "../e2e/support/stage";
import { readOrder } from "./order";
import { work } from "./worker";

try {
  await work(readOrder());
  await closeStage();
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}

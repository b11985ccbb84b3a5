// A worker in plain Node.
import { readOrder } from "./order";
import { work } from "./worker";

try {
  await work(readOrder());
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}

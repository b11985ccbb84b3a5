import { registerInstantProvider } from "./instantProvider";
import { report } from "./report";

export async function run(): Promise<void> {
  registerInstantProvider();
  await report("ready");
}

/** The environment variable that names the folder in which the packed extension is installed. */
export const EXTENSIONS = "CODESTRAL_E2E_EXTENSIONS";

export function extensionsFolder(): string {
  const folder = process.env[EXTENSIONS];
  if (!folder) throw new Error(`${EXTENSIONS} must name the folder of extensions; start this with \`npm test\`.`);
  return folder;
}

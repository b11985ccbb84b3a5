import type { EmbeddingRequest } from "../requests";

type Type = NonNullable<EmbeddingRequest["output_dtype"]>;
type Vector = Float32Array | Int8Array | Uint8Array;

/** The vector in the numbers that were asked for; `binary` and `ubinary` hold eight signs in each, the first one highest. */
export function packed(vector: Float32Array, type: Type): Vector {
  switch (type) {
    case "float":
      return vector;
    case "int8":
      return Int8Array.from(scaled(vector));
    case "uint8":
      return Uint8Array.from(scaled(vector), (value) => value + 128);
    case "ubinary":
      return signs(vector);
    case "binary":
      return Int8Array.from(signs(vector), (byte) => byte - 128);
  }
}

/** Numbers, or in base64 the bytes of them, floats with the lowest byte first. */
export function encode(vector: Vector, type: Type, format: "float" | "base64"): readonly number[] | string {
  if (format === "float") return Array.from(vector);
  if (type !== "float") return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes.toString("base64");
}

/** -127 to 127, the largest place filling the range. */
function scaled(vector: Float32Array): number[] {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Array.from(vector, (value) => Math.round((value / largest) * 127));
}

function signs(vector: Float32Array): Uint8Array {
  const bytes = new Uint8Array(vector.length / 8);
  for (const [at, value] of vector.entries()) {
    if (value > 0) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
  }
  return bytes;
}

import type { Detail } from "../refusals";

/** Checks of a request's shape that say what is wrong in the words of the API's 422. */

export type Loc = readonly (string | number)[];
export type Check = (value: unknown, loc: Loc) => readonly Detail[];

const problem = (type: string, loc: Loc, msg: string, input: unknown, ctx?: Detail["ctx"]): readonly Detail[] => [
  { type, loc, msg, input, ...(ctx === undefined ? {} : { ctx }) },
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const string: Check = (value, loc) =>
  typeof value === "string" ? [] : problem("string_type", loc, "Input should be a valid string", value);

export const boolean: Check = (value, loc) =>
  typeof value === "boolean" ? [] : problem("bool_type", loc, "Input should be a valid boolean", value);

export const dictionary: Check = (value, loc) =>
  isObject(value) ? [] : problem("dict_type", loc, "Input should be a valid dictionary", value);

interface Range {
  readonly ge?: number;
  readonly gt?: number;
  readonly le?: number;
}

const inRange = (value: number, range: Range, loc: Loc): readonly Detail[] => {
  const { ge, gt, le } = range;
  if (ge !== undefined && value < ge) {
    return problem("greater_than_equal", loc, `Input should be greater than or equal to ${ge}`, value, { ge });
  }
  if (gt !== undefined && value <= gt) {
    return problem("greater_than", loc, `Input should be greater than ${gt}`, value, { gt });
  }
  if (le !== undefined && value > le) {
    return problem("less_than_equal", loc, `Input should be less than or equal to ${le}`, value, { le });
  }
  return [];
};

export function number(range: Range = {}): Check {
  return (value, loc) =>
    typeof value === "number"
      ? inRange(value, range, loc)
      : problem("float_type", loc, "Input should be a valid number", value);
}

export function integer(range: Range = {}): Check {
  return (value, loc) =>
    Number.isInteger(value) && typeof value === "number"
      ? inRange(value, range, loc)
      : problem("int_type", loc, "Input should be a valid integer", value);
}

export function oneOf(...values: readonly string[]): Check {
  const expected = values.map((value) => `'${value}'`).join(", ");
  return (value, loc) =>
    typeof value === "string" && values.includes(value)
      ? []
      : problem("literal_error", loc, `Input should be ${expected}`, value, { expected });
}

export const nullable =
  (check: Check): Check =>
  (value, loc) =>
    value === null ? [] : check(value, loc);

export function list(check: Check, limits: { readonly min?: number; readonly max?: number } = {}): Check {
  const { min = 0, max = Number.POSITIVE_INFINITY } = limits;
  return (value, loc) => {
    if (!Array.isArray(value)) return problem("list_type", loc, "Input should be a valid list", value);
    const count = `after validation, not ${value.length}`;
    if (value.length < min) {
      return problem("too_short", loc, `List should have at least ${min} item ${count}`, value, { min_length: min });
    }
    if (value.length > max) {
      return problem("too_long", loc, `List should have at most ${max} items ${count}`, value, { max_length: max });
    }
    return value.flatMap((item, index) => check(item, [...loc, index]));
  };
}

/** Any of several shapes; when none fits, what is wrong with each, by its name. */
export function union(shapes: Readonly<Record<string, Check>>): Check {
  return (value, loc) => {
    const problems = Object.entries(shapes).map(([name, check]) => check(value, [...loc, name]));
    return problems.some((each) => each.length === 0) ? [] : problems.flat();
  };
}

/** An object with these fields and no others. */
export function closed(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, loc) => {
    if (!isObject(value)) {
      return problem("model_attributes_type", loc, "Input should be a valid dictionary or object", value);
    }
    const missing = Object.keys(required).filter((name) => !Object.hasOwn(value, name));
    return [
      ...missing.flatMap((name) => problem("missing", [...loc, name], "Field required", value)),
      ...Object.entries(value).flatMap(([name, field]) => {
        const check = known.get(name) ?? extra;
        return check(field, [...loc, name]);
      }),
    ];
  };
}

const extra: Check = (value, loc) => problem("extra_forbidden", loc, "Extra inputs are not permitted", value);

/** The shape that the value's own field `tag` names; `otherwise` when it has none. */
export function tagged(tag: string, shapes: Readonly<Record<string, Check>>, otherwise?: string): Check {
  const names = Object.keys(shapes)
    .map((name) => `'${name}'`)
    .join(", ");
  return (value, loc) => {
    if (!isObject(value)) {
      return problem("model_attributes_type", loc, "Input should be a valid dictionary or object", value);
    }
    const name = value[tag] ?? otherwise;
    if (name === undefined) {
      const msg = `Unable to extract tag using discriminator '${tag}'`;
      return problem("union_tag_not_found", loc, msg, value, { discriminator: `'${tag}'` });
    }
    const shape = typeof name === "string" && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (typeof name !== "string" || shape === undefined) {
      const msg = `Input tag '${JSON.stringify(name)}' found using '${tag}' does not match any of the expected tags: ${names}`;
      return problem("union_tag_invalid", loc, msg, value, { discriminator: `'${tag}'`, expected_tags: names });
    }
    return shape(value, [...loc, name]);
  };
}

interface Node<Value> {
  /** What leads here from the parent. Empty at the root only. */
  edge: string;
  readonly children: Map<string, Node<Value>>;
  values: Value[];
}

/** Values by strings that share their beginnings; a lookup finds the values of all beginnings of a string. */
export class RadixTrie<Value> {
  private readonly root: Node<Value> = { edge: "", children: new Map(), values: [] };

  add(key: string, value: Value): void {
    let node = this.root;
    let rest = key;
    while (rest !== "") {
      const child = node.children.get(rest.charAt(0));
      if (!child) {
        const leaf: Node<Value> = { edge: rest, children: new Map(), values: [] };
        node.children.set(rest.charAt(0), leaf);
        node = leaf;
        break;
      }
      const shared = sharedLength(child.edge, rest);
      node = shared === child.edge.length ? child : split(node, child, shared);
      rest = rest.slice(shared);
    }
    node.values.push(value);
  }

  /** Takes a value away again, and what led to it alone. */
  remove(key: string, value: Value): void {
    const path = this.pathTo(key);
    const node = path.at(-1);
    if (!node) {
      return;
    }
    node.values = node.values.filter((other) => other !== value);
    for (let at = path.length - 1; at > 0; at--) {
      const child = path[at];
      const parent = path[at - 1];
      if (!child || !parent || child.values.length > 0 || child.children.size > 1) {
        return;
      }
      const [only] = child.children.values();
      if (only) {
        only.edge = child.edge + only.edge;
        parent.children.set(only.edge.charAt(0), only);
        return;
      }
      parent.children.delete(child.edge.charAt(0));
    }
  }

  /** The values of each beginning of `key` that has any, the longest beginning first; its length is told with them. */
  beginningsOf(key: string): { readonly length: number; readonly values: readonly Value[] }[] {
    const found: { length: number; values: readonly Value[] }[] = [];
    let node: Node<Value> | undefined = this.root;
    let length = 0;
    while (node) {
      if (node.values.length > 0) {
        found.push({ length, values: node.values });
      }
      const child: Node<Value> | undefined = node.children.get(key.charAt(length));
      node = child && key.startsWith(child.edge, length) ? child : undefined;
      length += node?.edge.length ?? 0;
    }
    return found.toReversed();
  }

  private pathTo(key: string): Node<Value>[] {
    const path = [this.root];
    let length = 0;
    while (length < key.length) {
      const child = path.at(-1)?.children.get(key.charAt(length));
      if (!child || !key.startsWith(child.edge, length)) {
        return [];
      }
      path.push(child);
      length += child.edge.length;
    }
    return path;
  }
}

function split<Value>(parent: Node<Value>, child: Node<Value>, at: number): Node<Value> {
  const upper: Node<Value> = { edge: child.edge.slice(0, at), children: new Map(), values: [] };
  child.edge = child.edge.slice(at);
  upper.children.set(child.edge.charAt(0), child);
  parent.children.set(upper.edge.charAt(0), upper);
  return upper;
}

function sharedLength(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) {
    at++;
  }
  return at;
}

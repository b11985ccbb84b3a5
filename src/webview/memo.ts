import { Component, type ComponentClass, type ComponentType, h } from "preact";

/** A component that renders again only when one of its properties is another value. */
export function memo<P extends object>(render: ComponentType<P>): ComponentClass<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ(this.props, next) || differ(next, this.props);
    }

    override render() {
      return h(render, this.props);
    }
  };
}

function differ<P extends object>(a: P, b: P): boolean {
  for (const key in a) if (a[key] !== b[key]) return true;
  return false;
}

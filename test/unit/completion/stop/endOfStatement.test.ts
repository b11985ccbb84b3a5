import { itShows } from "../shows";

describe("the end of a statement", () => {
  itShows({
    "closes what the text below leaves open": {
      source:
        "function sum(all) {\n  let total = 0\n  all.forEach((one) => {\n    total += Number(█\n\nexport const next = 1\n",
      answer: "one)\n  })\n\n  return total\n}\n\nexport const other = 2\n",
      result:
        "function sum(all) {\n  let total = 0\n  all.forEach((one) => {\n    total += Number(one)\n  })\n\n  return total\n}█\n\nexport const next = 1\n",
    },
    "is behind the head of a method whose body stands below": {
      source: "class Files {\n  static select(\n    files:█\n    return files.filter(isOpen);\n  }\n}\n",
      answer: " File[],\n  ): File[] {\n    return files;\n  }\n",
      result:
        "class Files {\n  static select(\n    files: File[],\n  ): File[] {█\n    return files.filter(isOpen);\n  }\n}\n",
    },
    "is the statement's own where the text below closes what is open": {
      source: "all.forEach((one) => {\n  total += Number(█\n});\n",
      answer: "one);\n});\nlog(total);\n",
      result: "all.forEach((one) => {\n  total += Number(one);█\n});\n",
    },
    "is the statement's own where the answer does not close what is open": {
      source: "all.forEach((one) => {\n  total += Number(█\n\nexport const next = 1;\n",
      answer: "one);\n  log(one);\n",
      result: "all.forEach((one) => {\n  total += Number(one);█\n\nexport const next = 1;\n",
    },
    "is the statement's own where the answer goes on with what closes nothing": {
      source:
        "  make(\n    (_super) =>\n      function (all) {\n        this.text = `${all.map((one, at) => `${at}) ${one}`)}`;\n█\n    }\n);\n",
      answer: "        this.name = 'one';\nfunction last(all) {\n  return all.at(-1);\n}\n",
      result:
        "  make(\n    (_super) =>\n      function (all) {\n        this.text = `${all.map((one, at) => `${at}) ${one}`)}`;\n        this.name = 'one';█\n    }\n);\n",
    },
    "is behind what the answer says again": {
      source: "  // Adds the first\n  new█\n\n  // Adds the second\n  new Second(element);\n",
      answer: "  // Adds the first\n  new First(element);\n  // Adds the second\n",
      result: "  // Adds the first\n  new First(element);█\n\n  // Adds the second\n  new Second(element);\n",
    },
  });
});

// Loads a benchmark's half that runs in the extension host, beside the packed extension.
exports.activate = () => require(process.env.CODESTRAL_BENCH_MODULE).run();

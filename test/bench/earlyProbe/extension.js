// Loads a benchmark's half that runs in the extension host, before the packed extension is loaded.
exports.activate = () => require(process.env.CODESTRAL_BENCH_MODULE).run();

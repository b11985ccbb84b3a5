// What any extension costs: the editor loads it, as it loads ours, and it does nothing.
exports.activate = () => {};

/**
 * Stands where the form library's helper for tests names the validator that compiles schemas: it is not installed, as the
 * page's policy forbids what it does.
 */
const none = {};
// The helper takes the default export.
// eslint-disable-next-line import-x/no-default-export
export default none;

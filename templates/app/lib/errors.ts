/** Thrown by a function of the data layer that scaffold left for you to write. */
export class NotWrittenYet extends Error {
  constructor(what: string) {
    super(`${what} is not written yet.`);
    this.name = "NotWrittenYet";
  }
}

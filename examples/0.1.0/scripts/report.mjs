// Prints what to look at on Monday morning.
console.log("open the board");

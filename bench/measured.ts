/* Loaded before a program: says at its end how much memory it needed at most, in KB. */
process.on('exit', () => {
  console.log(process.resourceUsage().maxRSS);
});

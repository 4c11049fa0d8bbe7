// Asks DuckDB: node duckdb.mjs PACKAGES TABLE.csv QUESTIONS.json
// The questions are statements of two numbers over the table onestop_dossiers; each answer is [milliseconds, number, number].
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const [packages, table, questions] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(packages), "x.js"));
const { DuckDBInstance } = require("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(`create table onestop_dossiers as select * from read_csv('${table}', header = true)`);
const answers = [];
for (const question of JSON.parse(readFileSync(questions, "utf8"))) {
  const begun = performance.now();
  const [row] = (await connection.runAndReadAll(question)).getRowsJS();
  answers.push([performance.now() - begun, ...row.map(Number)]);
}
console.log(JSON.stringify(answers));

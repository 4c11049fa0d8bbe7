// Reads one file of the open data by a library of others and prints what it says, as JSON.
// node read.mjs PACKAGES FORMAT FILE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const [packages, format, file] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(packages), "x.js"));
const text = () => readFileSync(file, "utf8");
// 64-bit numbers of DuckDB.
const print = (value) => console.log(JSON.stringify(value, (_, v) => (typeof v === "bigint" ? Number(v) : v)));

const readers = {
  stat() {
    const data = require("jsonstat-toolkit")(JSON.parse(text()));
    const codes = (id) => data.Dimension(id).id;
    const figures = [];
    for (const indicator of codes("indicator"))
      for (const unit of codes("unit"))
        for (const year of codes("year")) {
          const cell = (measure) => data.Data({ indicator, unit, year, measure });
          const [value, numerator, denominator] = codes("measure").map(cell);
          if (value.status !== null && value.status !== undefined)
            figures.push({ indicator, unit, year, value: value.value, numerator: numerator.value, denominator: denominator.value, status: value.status });
        }
    print(figures);
  },
  async sdmx() {
    const { SDMXParser } = require("sdmx-json-parser");
    // The library fetches what it reads.
    globalThis.fetch = async () => new Response(text(), { headers: { "content-type": "application/json" } });
    const parser = new SDMXParser();
    await parser.getDatasets("https://file.invalid/?x");
    const dimensions = parser.getDimensions();
    const [status] = parser.getAttributes();
    print(
      Object.entries(parser.getObservations()).map(([key, [value, at]]) => ({
        ...Object.fromEntries(key.split(":").map((place, i) => [dimensions[i].id, dimensions[i].values[place].id])),
        [status.id]: status.values[at].id,
        value,
      })),
    );
  },
  async table() {
    const { DuckDBInstance } = require("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const result = await connection.runAndReadAll(
      `select indicator, unit, year::varchar as year, value::double as value, numerator::bigint as numerator, denominator::bigint as denominator, status from '${file.replaceAll("'", "''")}'`,
    );
    print(result.getRowObjectsJS());
  },
  async jsonld() {
    // N-Quads, one statement a line; nothing may be fetched.
    const documentLoader = () => { throw new Error("fetches a context"); };
    console.log(await require("jsonld").toRDF(JSON.parse(text()), { format: "application/n-quads", documentLoader }));
  },
};

await readers[format]();

using ThuocDo.PaymentSandbox;
using ThuocDo.Shared.Data;

// One command: dotnet run --project dev/ThuocDo.PaymentSandbox. It shares the folder of keys with the product, puts a
// secret and an account there if there are none, and listens on http://127.0.0.1:5115 unless --urls says otherwise.
var keys = KeysFolder.Choose(Environment.GetEnvironmentVariable(KeysFolder.Variable), null);
await using var sandbox = SandboxHost.Build(args, keys);
if (!File.Exists(Path.Combine(SandboxHost.FolderOf(keys), "accounts.json")))
{
    SandboxHost.Introduce(keys, sandbox.Configuration["urls"] ?? SandboxHost.Address);
}

await sandbox.RunAsync();

using ThuocDo.IdentityProvider;

await using var app = ProviderHost.Build(args);
await app.PrepareAsync();
await app.RunAsync();

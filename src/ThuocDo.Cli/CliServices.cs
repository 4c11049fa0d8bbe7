using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Cli;

/// <summary>What the commands share with the web.</summary>
public static class CliServices
{
    /// <param name="target">The database.</param>
    /// <param name="keys">Folder of the signing keys, if named.</param>
    /// <param name="demonstration">Whether the command writes or checks demonstration data.</param>
    public static ServiceProvider Of(DatabaseTarget target, string? keys, bool demonstration)
    {
        var services = new ServiceCollection();
        if (keys is not null)
        {
            services.AddSingleton(new KeysFolder(Path.GetFullPath(keys)));
        }

        return services
            .AddProduct(target.WithoutTimeLimit(), new DemonstrationMode(demonstration))
            .BuildServiceProvider();
    }

    /// <summary>Runs something on the preparation of a database.</summary>
    public static async Task PrepareAsync(
        DatabaseTarget target,
        bool demonstration,
        Func<Preparation, Task> action
    )
    {
        await using var services = Of(target, null, demonstration);
        await using var scope = services.CreateAsyncScope();
        await action(scope.ServiceProvider.GetRequiredService<Preparation>());
    }
}

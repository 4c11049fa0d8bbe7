using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Web.Hosting;

/// <summary>The keys of cookies and forms, shared by all web nodes and kept over restarts.</summary>
public static class KeysInDatabase
{
    public static void AddKeysInDatabase(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ThuocDo");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>(
                (options, scopes) => options.XmlRepository = new Repository(scopes)
            );
    }

    private sealed class Repository(IServiceScopeFactory scopes) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
            return
            [
                .. db.Set<ProtectionKey>()
                    .AsNoTracking()
                    .OrderBy(k => k.Name)
                    .Select(k => k.Xml)
                    .AsEnumerable()
                    .Select(XElement.Parse),
            ];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
            db.Add(
                new ProtectionKey
                {
                    Name = friendlyName,
                    Xml = element.ToString(SaveOptions.DisableFormatting),
                }
            );
            db.SaveChanges();
        }
    }
}

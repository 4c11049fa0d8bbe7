using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>A stored message is still the one that came or went: its bytes have their hash.</summary>
public sealed class EnvelopeAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // Messages belong to no closed month.
        if (scope.Month is not null)
        {
            yield break;
        }

        await foreach (
            var envelope in db.Set<EdxmlEnvelope>()
                .AsNoTracking()
                .OrderBy(e => e.Id)
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
        {
            string found;
            try
            {
                found = Convert.ToHexStringLower(SHA256.HashData(envelope.Unpack()));
            }
            catch (InvalidDataException)
            {
                found = "";
            }

            if (found != envelope.Hash)
            {
                yield return new Finding(
                    "edxml",
                    envelope.Id.ToString("D"),
                    "",
                    "content",
                    envelope.Hash,
                    found
                );
            }
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// Reads in one prepared statement what may have changed since an offer was last priced; everything else is known under the
/// versions that it gives. For previews, which are most of what is asked: a context and an entity would cost more than the price.
/// </summary>
internal sealed class OfferReads(DatabaseFile file) : IDisposable
{
    /// <summary>The statement; every table is searched by a whole key.</summary>
    public const string Statement =
        """
        SELECT o."Reseller", o."CustomerId", o."RowVersion", o."OpenAmendment", c."RowVersion", a."State", a."ExpiresAt",
            (SELECT "Version" FROM "CatalogueVersions" ORDER BY "Activation" DESC LIMIT 1),
            (SELECT "Version" FROM "TaxTableVersions" ORDER BY "Activation" DESC LIMIT 1)
        FROM "ContractedOffers" o
        JOIN "Customers" c ON c."Reseller" = o."Reseller" AND c."Id" = o."CustomerId"
        LEFT JOIN "Amendments" a ON a."Reseller" = o."Reseller" AND a."Number" = o."OpenAmendment"
        WHERE o."Reference" = @reference AND (@seen IS NULL OR o."Reseller" = @seen)
        """;

    private readonly ConcurrentBag<SqliteCommand> free = [];

    /// <summary>What is known of an offer now; there is none that the actor sees: null.</summary>
    /// <exception cref="Storage.Sqlite.StorageUnavailableException">The file is gone, or another stands in its place.</exception>
    public OfferRead? Find(Actor actor, string reference)
    {
        file.ThrowIfLost();
        var command = free.TryTake(out var prepared) ? prepared : Prepare();
        try
        {
            command.Parameters[0].Value = reference;
            command.Parameters[1].Value = (object?)actor.Reseller ?? DBNull.Value;
            var found = Read(command);
            free.Add(command);
            return found;
        }
        catch
        {
            Close(command);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (free.TryTake(out var command))
            Close(command);
    }

    private static OfferRead? Read(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        if (!row.Read())
            return null;
        return new OfferRead(
            row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3),
            new PricingSituation(
                row.GetInt32(4), row.IsDBNull(5) ? null : Enum.Parse<AmendmentState>(row.GetString(5)),
                row.IsDBNull(6) ? null : new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
                row.IsDBNull(7) ? null : row.GetString(7), row.GetString(8)));
    }

    private SqliteCommand Prepare()
    {
        var connection = new SqliteConnection(StorageSetup.ConnectionString(file.Path, pooled: false));
        try
        {
            connection.Open();
            var command = connection.CreateCommand();
            command.CommandText = Statement;
            command.Parameters.Add("@reference", SqliteType.Text);
            command.Parameters.Add("@seen", SqliteType.Text);
            command.Prepare();
            return command;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Close(SqliteCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }
}

/// <summary>What may have changed of an offer.</summary>
/// <param name="Reseller">Code of its reseller.</param>
/// <param name="CustomerId">Its customer.</param>
/// <param name="Version">Version of the offer: its etag.</param>
/// <param name="OpenAmendment">Number of its amendment that is stored as not ended; none: null.</param>
/// <param name="Situation">What else it is priced with.</param>
internal sealed record OfferRead(string Reseller, long CustomerId, int Version, string? OpenAmendment, PricingSituation Situation);

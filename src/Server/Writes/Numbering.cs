using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>Takes the next numbers of amendments and orders, within the transaction that uses them: a rollback gives them back.</summary>
internal static class Numbering
{
    /// <summary>The first number of a series in an empty database.</summary>
    private const long First = 1;

    /// <summary>The next amendment number: DEV and 9 digits.</summary>
    public static async Task<string> NextAmendmentNumberAsync(this StorageContext context, CancellationToken cancellation) =>
        "DEV" + (await NextAsync(context, "DEV", cancellation)).ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>The next order number: COM and digits.</summary>
    public static async Task<string> NextOrderNumberAsync(this StorageContext context, CancellationToken cancellation) =>
        "COM" + (await NextAsync(context, "COM", cancellation)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes the series <paramref name="name"/> go on after <paramref name="used"/>, when it is not there already.</summary>
    public static Task<int> SkipToAsync(this StorageContext context, string name, long used, CancellationToken cancellation)
    {
        var next = used + 1;
        return context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "NumberSequences" ("Reseller", "Name", "Next") VALUES ('', {name}, {next})
            ON CONFLICT ("Reseller", "Name") DO UPDATE SET "Next" = excluded."Next" WHERE "NumberSequences"."Next" < excluded."Next"
            """,
            cancellation);
    }

    private static async Task<long> NextAsync(StorageContext context, string name, CancellationToken cancellation)
    {
        var taken = await context.Database.SqlQuery<long>(
            $"""
            INSERT INTO "NumberSequences" ("Reseller", "Name", "Next") VALUES ('', {name}, {First} + 1)
            ON CONFLICT ("Reseller", "Name") DO UPDATE SET "Next" = "NumberSequences"."Next" + 1
            RETURNING "Next" - 1 AS "Value"
            """).ToListAsync(cancellation);
        return taken[0];
    }
}

using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Verification;

/// <summary>The indexes that refuse a second one of what there is once: an index, not a check in code.</summary>
internal static class SchemaCheck
{
    /// <summary>The first unique index that is not there.</summary>
    public static async Task<Break?> FirstBreakAsync(Verified verified)
    {
        var there = await verified.Context.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'").ToListAsync(verified.Cancellation);
        foreach (var table in verified.Context.Model.GetEntityTypes())
            foreach (var index in table.GetIndexes().Where(i => i.IsUnique))
            {
                verified.See();
                if (!there.Contains(index.GetDatabaseName()!))
                    return new($"table {table.GetTableName()}", $"its index {index.GetDatabaseName()} is not there");
            }
        return null;
    }
}

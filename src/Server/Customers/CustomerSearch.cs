using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Lists;

namespace MyOpenIP.Server.Customers;

/// <summary>Finds customers by part of their name, accents and case ignored.</summary>
internal static class CustomerSearch
{
    /// <summary>Trigrams need three characters; a shorter text is looked for at the start of the name.</summary>
    private const int TrigramLength = 3;

    /// <summary>Whether a text has something to be looked for: marks alone are ignored, and would find everybody.</summary>
    public static bool CanBeSearched(string part) => FoldedText.Fold(part.Trim()).Length > 0;

    /// <summary>The customers whose name contains <paramref name="part"/>; not ordered, not limited to a reseller: the caller adds both.</summary>
    public static IQueryable<Customer> NameContains(this DbSet<Customer> customers, string part)
    {
        var folded = FoldedText.Fold(part.Trim());
        if (folded.Length >= TrigramLength)
        {
            var phrase = $"\"{folded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            return customers.FromSql(
                $"""SELECT * FROM "Customers" WHERE "Id" IN (SELECT rowid FROM "CustomerNames" WHERE "CustomerNames" MATCH {phrase})""");
        }
        if (folded.Length == 0)
            return part.Length == 0 ? customers : customers.Where(c => false);
        var end = folded + char.MaxValue;
        return customers.Where(c => string.Compare(c.SearchName, folded) >= 0 && string.Compare(c.SearchName, end) < 0);
    }
}

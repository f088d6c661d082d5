namespace MyOpenIP.Pricing.Calculations;

/// <summary>Finds the row of a tax table.</summary>
internal static class TaxRows
{
    /// <summary>
    /// The row of a customer that is valid on a day; on a day that none covers the last one that began before it, else the
    /// first; null: the table does not know the territory or the status.
    /// </summary>
    public static TaxRow? On(TaxTable table, CustomerSituation customer, DateOnly day)
    {
        TaxRow? found = null;
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            if (row.Territory == customer.Territory && row.Status == customer.TaxStatus && (found is null || IsNearer(row, found, day)))
                found = row;
        }
        return found;
    }

    private static bool IsNearer(TaxRow row, TaxRow than, DateOnly day) => row.ValidFrom <= day
        ? row.ValidFrom > than.ValidFrom || than.ValidFrom > day
        : row.ValidFrom < than.ValidFrom;
}

namespace MyOpenIP.Pricing;

/// <summary>The words for the codes that stand as text operands; a code of the data (a product, a territory) stands as it is.</summary>
internal static class Words
{
    private static readonly Dictionary<string, (string French, string English)> Known = new(StringComparer.Ordinal)
    {
        [nameof(ContractState.Ordered)] = ("commandée", "ordered"),
        [nameof(ContractState.Delivered)] = ("livrée", "delivered"),
        [nameof(ContractState.Suspended)] = ("suspendue", "suspended"),
        [nameof(ContractState.Terminated)] = ("résiliée", "terminated"),
        ["SETUP"] = ("frais de mise en service", "setup fee"),
        ["RECURRING"] = ("abonnement", "recurring charge"),
        ["FIRST_PERIOD"] = ("première période", "first period"),
        ["EARLY_REDUCTION_FEE"] = ("frais de réduction anticipée", "early-reduction fee"),
    };

    public static string Of(string code, bool french) =>
        Known.TryGetValue(code, out var words) ? french ? words.French : words.English : code;
}

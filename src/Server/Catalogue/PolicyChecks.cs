using System.Text.Json;
using System.Text.Json.Nodes;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Catalogue;

/// <summary>What the schema of the policies of a contract does not say: their bounds are the core's, wherever they stand.</summary>
internal static class PolicyChecks
{
    private const string Within = "policies";

    /// <summary>Adds every fault of meaning of a policies object.</summary>
    public static void Check(DataDocument document, JsonNode? policies)
    {
        if (policies is null)
            return;
        if (policies.Text("additionCommitment") is "OWN_TERM" && policies.Child("ownTermMonths") is null)
            document.Refuse(policies, new("OWN_TERM demande une durée propre, en mois", "OWN_TERM needs a term of its own, in months"));
        if (Read(policies) is { } read)
            document.Refuse("", InputFaults.Of(read).Select(f => f with { Path = policies.PathOf() + f.Path[Within.Length..] }));
    }

    /// <summary>The policies; not readable: null, the schema has told it.</summary>
    private static ContractPolicies? Read(JsonNode policies)
    {
        try
        {
            return DataJson.Read<ContractPolicies>(policies.ToJsonString());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

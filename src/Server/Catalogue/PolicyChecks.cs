using System.Text.Json.Nodes;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;

namespace MyOpenIP.Server.Catalogue;

/// <summary>What a schema cannot say of the policies of a contract.</summary>
internal static class PolicyChecks
{
    /// <summary>Adds every fault of meaning of a policies object.</summary>
    public static void Check(DataDocument document, JsonNode? policies)
    {
        if (policies.Text("additionCommitment") is "OWN_TERM" && policies.Child("ownTermMonths") is null)
            document.Refuse(policies!, new("OWN_TERM demande une durée propre, en mois", "OWN_TERM needs a term of its own, in months"));
    }
}

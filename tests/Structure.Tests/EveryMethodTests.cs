using System.Text.RegularExpressions;

namespace MyOpenIP.Structure.Tests;

public sealed partial class EveryMethodTests
{
    /// <summary>Every method of every service that the protos define.</summary>
    public static TheoryData<string, string> Methods
    {
        get
        {
            var methods = new TheoryData<string, string>();
            foreach (var file in Repository.FilesUnder("protos/myopenip", ".proto"))
                foreach (Match service in Service().Matches(Repository.Read(file)))
                    foreach (Match method in Method().Matches(service.Groups["methods"].Value))
                        methods.Add(service.Groups["name"].Value, method.Groups["name"].Value);
            return methods;
        }
    }

    [Fact]
    public void The_services_are_found() =>
        Assert.Equal(
            ["Amendments", "Catalog", "ContractedOffers", "Customers", "Orders"],
            Methods.Select(m => m.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_called_through_the_wire_by_a_test_of_the_server(string service, string method)
    {
        // A client's method takes the request, or nothing where the request is a stream; unary ones end with Async.
        var call = new Regex($@"\b{service}(Client\([^)]*\))?\.{method}(Async)?\(");
        Assert.Contains(Repository.FilesUnder("tests/Server.Tests", ".cs"), f => call.IsMatch(Repository.Read(f)));
    }

    [GeneratedRegex(@"^service (?<name>\w+) \{(?<methods>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Service();

    [GeneratedRegex(@"^  rpc (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();
}

using Microsoft.AspNetCore.DataProtection;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using Caller = MyOpenIP.Server.Security.Caller;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>Of one thing there is one name: what parsers let stand around it, or before it, is no part of it.</summary>
public sealed class OneSpellingTests
{
    private const string Id = "123e4567-e89b-42d3-a456-426614174000";

    [Theory]
    [InlineData(Id, true)]
    [InlineData("123E4567-E89B-42D3-A456-426614174000", true)]
    [InlineData(Id + "\n", false)]
    [InlineData(" " + Id, false)]
    [InlineData("{" + Id + "}", false)]
    [InlineData("123e4567e89b42d3a456426614174000", false)]
    [InlineData("", false)]
    public void A_request_id_is_nothing_but_the_id(string id, bool isRight)
    {
        var checks = new RequestChecks();
        Assert.Equal(isRight ? Id : "", checks.RequestId(id));
        Assert.Equal(isRight ? [] : ["request_id"], checks.Faults.Select(f => f.Field));
    }

    [Theory]
    [InlineData("customers/44660", true)]
    [InlineData("customers/-", true)]
    [InlineData("customers/044660", false)]
    [InlineData("customers/0", false)]
    [InlineData("customers/+44660", false)]
    [InlineData("customers/44660\n", false)]
    [InlineData("customers/٤٤٦٦٠", false)]
    [InlineData("Customers/44660", false)]
    public void A_customer_has_one_name(string name, bool isRight) => Assert.Equal(isRight, ResourceNames.TryCustomer(name, out _));

    [Theory]
    [InlineData("customers/44660/sites/1", 1)]
    [InlineData("customers/44660/sites/01", 0)]
    [InlineData("customers/44660/sites/0", 0)]
    [InlineData("customers/044660/sites/1", 0)]
    public void A_site_has_one_name(string name, int number) =>
        Assert.Equal(number, new RequestChecks().PartNumber("site", name, ResourceNames.Sites, 44660));

    [Theory]
    [InlineData(ResourceNames.ContractedOffers, "The form expected is customers/44660/contractedOffers/OC138637.")]
    [InlineData(ResourceNames.Amendments, "The form expected is customers/44660/amendments/DEV000050763.")]
    [InlineData(ResourceNames.Orders, "The form expected is customers/44660/orders/COM32623.")]
    [InlineData(ResourceNames.Sites, "The form expected is customers/44660/sites/1.")]
    public void A_name_that_is_none_is_told_what_one_looks_like(string collection, string told)
    {
        var checks = new RequestChecks();
        checks.Part("name", "x", collection);
        Assert.Equal([told], checks.Faults.Select(f => f.Description.English));
        Assert.True(ResourceNames.TryPart(ResourceNames.ExampleOf(collection), collection, out _));
    }

    [Fact]
    public void A_page_token_is_nothing_but_the_token()
    {
        var (tokens, caller, query) = (new PageTokens(new EphemeralDataProtectionProvider()), new Caller("operator", ActorRole.Operator, null), new ListOrdersRequest { Parent = "customers/-" });
        var token = tokens.Write(caller, query, "key");
        Assert.Equal("key", tokens.Read(caller, query, token));
        Assert.All(
            (string[])["\n" + token, token + "\n", token + " ", token + "=", token + "==", token + "A", token[..^1], token[1..], token.Insert(9, "\n")],
            other => Assert.Equal("PAGE_TOKEN_INVALID", ReasonNames.Of(Assert.Throws<Fault>(() => tokens.Read(caller, query, other)).Reason)));
    }
}

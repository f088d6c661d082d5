using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Access;

public sealed class CallerTests
{
    [Theory]
    [InlineData(ActorRole.Reseller, null)]
    [InlineData(ActorRole.Reseller, "")]
    [InlineData(ActorRole.Operator, "destiny")]
    [InlineData(ActorRole.Service, "destiny")]
    internal void A_reseller_without_its_code_is_no_actor(ActorRole role, string? reseller) =>
        Assert.Throws<ArgumentException>(() => new Actor("somebody", role, reseller));

    /// <summary>What a caller is shown as available is what the method of that name lets it do.</summary>
    [Fact]
    public void The_actions_that_are_shown_are_those_that_the_table_of_policies_allows()
    {
        // A signature and a refusal come from the page of a link alone.
        foreach (var action in Enum.GetValues<AmendmentAction>().Except([AmendmentAction.Sign, AmendmentAction.Decline]))
            AssertAgrees(AmendmentStates.Lifecycle[action].Roles, action is AmendmentAction.Create or AmendmentAction.Update or AmendmentAction.Cancel ? $"Amendments/{action}Amendment" : $"Amendments/{action}");
        // An order comes of a Validate.
        foreach (var action in Enum.GetValues<OrderAction>().Except([OrderAction.Create]))
            AssertAgrees(OrderStates.Lifecycle[action].Roles, action is OrderAction.Cancel ? "Orders/CancelOrder" : $"Orders/{action}");

        static void AssertAgrees(IReadOnlyList<ActorRole> roles, string method)
        {
            if (roles.Count > 0)
                Assert.Equal(MethodPolicies.Of("/myopenip.v1." + method).Roles, roles);
        }
    }

    [Fact]
    public void A_refusal_for_the_role_says_whose_it_is_in_both_languages()
    {
        var told = Assert.Throws<Fault>(() => MethodPolicies.Of("/myopenip.v1.Amendments/Validate").Require(new("reseller:destiny", ActorRole.Reseller, "destiny"))).Told;
        Assert.Equal("Validate est réservé à l'opérateur ; un revendeur demande la signature.", told.French);
        Assert.Equal("Validate is for the operator; a reseller asks for the signature.", told.English);
        told = Assert.Throws<Fault>(() => MethodPolicies.Of("/myopenip.v1.Amendments/CancelAmendment").Require(new("diagnostics:x", ActorRole.Diagnostics, null))).Told;
        Assert.Equal("CancelAmendment est réservé à l'opérateur, aux revendeurs et aux systèmes internes.", told.French);
        Assert.Equal("CancelAmendment is for the operator, resellers and internal systems.", told.English);
    }
}

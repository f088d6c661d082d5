using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Writes;

public sealed class LifecycleTests(TemporaryDatabase database) : IClassFixture<TemporaryDatabase>
{
    private static readonly Actor Operator = new("operator", ActorRole.Operator, null);

    private static readonly Actor Reseller = new("reseller:destiny", ActorRole.Reseller, "destiny");

    [Fact]
    public void Every_action_of_a_lifecycle_is_one_step_and_every_action_on_the_wire_is_one_of_them()
    {
        Assert.All(Enum.GetValues<AmendmentAction>(), action => Assert.Equal(action, AmendmentStates.Lifecycle[action].Action));
        Assert.All(Enum.GetValues<OrderAction>(), action => Assert.Equal(action, OrderStates.Lifecycle[action].Action));
        Assert.All(
            Enum.GetNames<V1.AmendmentAction>().Except(["Unspecified"]), name => Assert.True(Enum.TryParse<AmendmentAction>(name, out _), name));
        Assert.All(Enum.GetNames<V1.OrderAction>().Except(["Unspecified"]), name => Assert.True(Enum.TryParse<OrderAction>(name, out _), name));
    }

    [Fact]
    public void Whatever_an_actor_may_do_can_be_told_on_the_wire()
    {
        foreach (var actor in (Actor[])[Operator, Reseller, new("internal:x", ActorRole.InternalSystem, null)])
        {
            foreach (var state in Enum.GetValues<AmendmentState>())
                Assert.All(AmendmentStates.AvailableTo(actor, state, awaitsGrant: true), a => SameName.To<AmendmentAction, V1.AmendmentAction>(a));
            foreach (var state in Enum.GetValues<OrderState>())
                Assert.All(OrderStates.Lifecycle.AvailableTo(actor, state), a => SameName.To<OrderAction, V1.OrderAction>(a));
        }
    }

    [Fact]
    public void An_amendment_has_ended_when_nothing_leads_on()
    {
        Assert.Equal(
            [AmendmentState.Draft, AmendmentState.Quoted, AmendmentState.AwaitingSignature, AmendmentState.Accepted], AmendmentStates.Lifecycle.NotEnded);
        Assert.Equal([OrderState.Created, OrderState.Provisioning], OrderStates.Lifecycle.NotEnded);
        Assert.Empty(AmendmentStates.AvailableTo(Operator, AmendmentState.Completed, awaitsGrant: true));
    }

    [Fact]
    public async Task A_step_that_the_state_or_the_actor_does_not_allow_moves_nothing()
    {
        await using var context = database.Open();
        var (offer, amendment) = (Samples.Offer(), Samples.Amendment("DEV000000001"));
        var early = new Write(context, Operator, "", Samples.Now, TestContext.Current.CancellationToken);
        Assert.Equal(V1.ErrorReason.StateNotAllowed, Assert.Throws<Fault>(() => early.Move(amendment, offer, AmendmentAction.Validate)).Reason);
        early.Move(amendment, offer, AmendmentAction.IssueQuote);
        var other = new Write(context, Reseller, "", Samples.Now, TestContext.Current.CancellationToken);
        Assert.Equal(V1.ErrorReason.PermissionDenied, Assert.Throws<Fault>(() => other.Move(amendment, offer, AmendmentAction.Validate)).Reason);
        Assert.Equal((AmendmentState.Quoted, "DEV000000001"), (amendment.State, offer.OpenAmendment));
        other.Move(amendment, offer, AmendmentAction.Cancel);
        Assert.Equal((AmendmentState.Cancelled, null), (amendment.State, offer.OpenAmendment));
        Assert.Throws<Fault>(() => other.Move(amendment, offer, AmendmentAction.Cancel));
    }

    /// <summary>The one way to another state is a transition: nothing but the constructor of a row may set it.</summary>
    [Theory]
    [InlineData(typeof(Amendment))]
    [InlineData(typeof(Order))]
    public void No_property_sets_the_state_of_what_moves(Type entity)
    {
        var setter = entity.GetProperty("State")!.SetMethod!;
        Assert.Contains(typeof(System.Runtime.CompilerServices.IsExternalInit), setter.ReturnParameter.GetRequiredCustomModifiers());
    }
}

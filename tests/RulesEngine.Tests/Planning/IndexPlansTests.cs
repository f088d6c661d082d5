using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Compilation;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Tests.Planning;

public sealed class IndexPlansTests
{
    internal sealed record Entry(int Number, string? Text, bool Flag);

    private static IndexPlan PlanOf(IndexPlans plans, Expression<Func<Entry, int, string?, bool, bool>> condition)
    {
        var fact = condition.Parameters[0];
        return plans.Of(fact, FactAccess.Of([condition.Body], fact));
    }

    [Fact]
    public void Lookups_by_the_same_members_share_an_index()
    {
        var plans = new IndexPlans();
        Assert.Same(PlanOf(plans, (fact, n, t, f) => fact.Number == n), PlanOf(plans, (fact, n, t, f) => n == fact.Number));
        Assert.Same(PlanOf(plans, (fact, n, t, f) => fact.Number == n && fact.Text == t), PlanOf(plans, (fact, n, t, f) => fact.Number == n && t == fact.Text));
        Assert.Equal(2, plans.Count);
    }

    [Fact]
    public void Lookups_by_other_members_or_of_a_shape_that_is_not_known_do_not()
    {
        var plans = new IndexPlans();
        IndexPlan[] all =
        [
            PlanOf(plans, (fact, n, t, f) => fact.Number == n),
            PlanOf(plans, (fact, n, t, f) => fact.Text == t),
            PlanOf(plans, (fact, n, t, f) => fact.Text == t && fact.Number == n),
            PlanOf(plans, (fact, n, t, f) => fact.Text!.Trim() == t),
            PlanOf(plans, (fact, n, t, f) => fact.Text!.Trim() == t),
            PlanOf(plans, (fact, n, t, f) => fact.Flag == f),
            PlanOf(plans, (fact, n, t, f) => fact.Text!.Length == n && fact.Flag),
            PlanOf(plans, (fact, n, t, f) => fact.Flag && fact.Text!.Length == n),
        ];
        Assert.Distinct(all);
    }
}

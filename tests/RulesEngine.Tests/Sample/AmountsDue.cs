using MyOpenIP.RulesEngine;
using NRules.Fluent;
using NRules.Fluent.Dsl;

namespace Sample;

internal sealed record Order(string Product, int Units);

internal sealed record Price(string Product, decimal Amount);

internal sealed record Due(string Product, decimal Amount);

internal sealed class OrderedUnitsAreDue : Rule
{
    public override void Define()
    {
        Order order = null!;
        Price price = null!;
        When().Match(() => order, o => o.Units > 0).Match(() => price, p => p.Product == order.Product);
        Then().Yield(_ => new Due(order.Product, order.Units * price.Amount));
    }
}

internal static class AmountsDue
{
    private static readonly OneShotRuntime Rules = Load();

    public static Due[] Of(params object[] facts)
    {
        using var evaluation = Rules.Evaluate(facts);
        return evaluation.Facts<Due>().ToArray();
    }

    private static OneShotRuntime Load()
    {
        var repository = new RuleRepository();
        repository.Load(from => from.PrivateTypes().From(typeof(OrderedUnitsAreDue)));
        return new OneShotRuntime(repository.GetRuleSets().SelectMany(set => set.Rules));
    }
}

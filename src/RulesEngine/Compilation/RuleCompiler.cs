using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Evaluation;
using MyOpenIP.RulesEngine.Model;
using MyOpenIP.RulesEngine.Planning;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>
/// Compiles a rule into one function: its elements become loops and tests inside each other, in the order in which they are
/// written, and innermost its yields.
/// </summary>
internal sealed class RuleCompiler
{
    private readonly RulePlan _rule;
    private readonly RuleScope _scope;
    private readonly FactLoop _facts;

    private RuleCompiler(RulePlan rule, FactTypes types, IndexPlans indexes)
    {
        _rule = rule;
        _scope = new RuleScope(types);
        _facts = new FactLoop(_scope, indexes);
    }

    /// <param name="rule">The rule.</param>
    /// <param name="types">Lists and routes.</param>
    /// <param name="indexes">Indexes, shared by the rules.</param>
    public static CompiledRule Compile(RulePlan rule, FactTypes types, IndexPlans indexes)
    {
        var compiler = new RuleCompiler(rule, types, indexes);
        var work = compiler._facts.Work;
        var body = Expression.Block(
            compiler.From(0),
            Expression.Assign(Expression.Property(compiler._scope.Session, nameof(Session.Work)), work));
        return new CompiledRule(rule.Name, compiler._scope.Compile(rule.Name, body));
    }

    // The element of a number and all that follow.
    private Expression From(int number)
    {
        if (number == _rule.Elements.Count)
            return Yields();
        return _rule.Elements[number] switch
        {
            MatchElement match => Match(match, number),
            QuantifierElement quantifier => Quantifier(quantifier, number),
            CollectElement collect => Collect(collect, number),
            _ => Let((LetElement)_rule.Elements[number], number),
        };
    }

    private Expression Match(MatchElement match, int number)
    {
        var fact = Expression.Variable(match.Type, Totality.FactVariable);
        _scope.Bind(match.Name, fact);
        return _facts.Over(fact, _scope.Bound(match.Conditions), From(number + 1));
    }

    private BlockExpression Quantifier(QuantifierElement quantifier, int number)
    {
        var fact = Expression.Variable(quantifier.Type, Totality.FactVariable);
        var tests = _scope.BoundFor(quantifier.Name, fact, quantifier.Conditions);
        if (UseBindings(tests, fact))
        {
            var found = Expression.Variable(typeof(bool), "found");
            return Expression.Block([found], _facts.Any(fact, tests, found), Expression.IfThen(Test(found), From(number + 1)));
        }
        var isFound = _scope.Variable(typeof(bool), Expression.Constant(false));
        return Expression.Block(Once(_facts.Any(fact, tests, isFound)), Expression.IfThen(Test(isFound), From(number + 1)));

        Expression Test(Expression found) => quantifier.Negated ? Expression.Not(found) : found;
    }

    private BlockExpression Collect(CollectElement collect, int number)
    {
        var fact = Expression.Variable(collect.Of.Type, Totality.FactVariable);
        var tests = _scope.BoundFor(collect.Of.Name, fact, collect.Of.Conditions);
        var list = typeof(List<>).MakeGenericType(fact.Type);
        var isOnce = !UseBindings(tests, fact);
        var all = isOnce ? _scope.Variable(list, Expression.Default(list)) : Expression.Variable(list, "all");
        var fill = Expression.Block(
            Expression.Assign(all, tests.Length == 0 ? NewListOfAll(list, fact.Type) : Expression.New(list)),
            _facts.Over(fact, tests, Expression.Call(all, nameof(List<>.Add), null, fact)));
        var value = Expression.Variable(collect.Type, "value");
        return Expression.Block(
            isOnce ? [value] : [all, value],
            isOnce ? Once(fill) : fill,
            Expression.Assign(value, all),
            Bound(collect, value, number));
    }

    private NewExpression NewListOfAll(Type list, Type fact) => Expression.New(list.GetConstructor([typeof(int)])!, _scope.List(fact).Count);

    private BlockExpression Let(LetElement let, int number)
    {
        var value = Expression.Variable(let.Type, "value");
        return Expression.Block([value], Expression.Assign(value, Expression.Convert(_scope.Bound(let.Value), let.Type)), Bound(let, value, number));
    }

    private Expression Bound(RuleElement element, ParameterExpression value, int number)
    {
        _scope.Bind(element.Name, value);
        return Flow.If(_scope.Bound(element.Conditions), From(number + 1));
    }

    // What is the same for every match is evaluated once, when first needed.
    private ConditionalExpression Once(Expression evaluate)
    {
        var isKnown = _scope.Variable(typeof(bool), Expression.Constant(false));
        return Expression.IfThen(Expression.Not(isKnown), Expression.Block(evaluate, Expression.Assign(isKnown, Expression.Constant(true))));
    }

    private static bool UseBindings(Expression[] tests, ParameterExpression fact) => tests.Any(t => Variables.AreUsed(t, fact));

    private BlockExpression Yields()
    {
        var session = _scope.Session;
        return Expression.Block(_rule.Yields.Select(y => y.Type.IsExact
            ? Expression.Call(session, nameof(Session.Yield), [y.Type.Type], Expression.Constant(_scope.Types.RouteOf(y.Type.Type)), _scope.Bound(y.Fact))
            : Expression.Call(session, nameof(Session.YieldOfAnyType), [y.Type.Type], _scope.Bound(y.Fact))));
    }
}

using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Definition;
using MyOpenIP.RulesEngine.Evaluation;
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
    private readonly QueryLoop _queries;
    private readonly Func<Type, bool> _grows;
    private readonly List<int> _recursive = [];

    private RuleCompiler(RulePlan rule, FactTypes types, IndexPlans indexes, Func<Type, bool> grows)
    {
        _rule = rule;
        _scope = new RuleScope(types);
        _facts = new FactLoop(_scope, indexes);
        _queries = new QueryLoop(_scope, _facts);
        _grows = grows;
    }

    /// <param name="rule">The rule.</param>
    /// <param name="types">Lists and routes.</param>
    /// <param name="indexes">Indexes, shared by the rules.</param>
    /// <param name="grows">Whether facts of a type may come while the rule's stratum is evaluated.</param>
    public static CompiledRule Compile(RulePlan rule, FactTypes types, IndexPlans indexes, Func<Type, bool> grows)
    {
        var compiler = new RuleCompiler(rule, types, indexes, grows);
        var work = compiler._facts.Work;
        var body = Expression.Block(
            compiler.From(0),
            Expression.Assign(Expression.Property(compiler._scope.Session, nameof(Session.Work)), work));
        return new CompiledRule(rule.Name, compiler._scope.Compile(rule.Name, body), [.. compiler._recursive]);
    }

    // The element of a number and all that follow.
    private Expression From(int number)
    {
        var elements = _rule.Definition.Elements;
        if (number == elements.Count)
            return Yields();
        return elements[number] switch
        {
            MatchElement match => Match(match, number),
            QuantifierElement quantifier => Quantifier(quantifier, number),
            QueryElement query => _queries.Over(query, result => Bound(query.Alias, result, number)),
            LetElement let => Let(let, number),
            _ => Having((HavingElement)elements[number], number),
        };
    }

    private Expression Bound(System.Reflection.MemberInfo alias, ParameterExpression value, int number)
    {
        _scope.Bind(alias, value);
        return From(number + 1);
    }

    private Expression Match(MatchElement match, int number)
    {
        var fact = Expression.Variable(match.FactType, Totality.FactVariable);
        Expression[] tests = [.. _scope.Bound(match.Conditions, fact)];
        int? range = null;
        if (_grows(match.FactType))
        {
            range = _recursive.Count;
            _recursive.Add(_scope.Types.ListOf(match.FactType));
        }
        var rest = match.Alias is null ? From(number + 1) : Bound(match.Alias, fact, number);
        return _facts.Over(fact, tests, rest, range);
    }

    private BlockExpression Quantifier(QuantifierElement quantifier, int number)
    {
        var fact = Expression.Variable(quantifier.FactType, Totality.FactVariable);
        Expression[] tests = [.. _scope.Bound(quantifier.Conditions, fact)];
        var found = Expression.Variable(typeof(bool), "found");
        var test = quantifier.Negated ? Expression.Not(found) : (Expression)found;
        if (tests.Any(t => Variables.AreUsed(t, fact)))
        {
            return Expression.Block([found], _facts.Any(fact, tests, found), Expression.IfThen(test, From(number + 1)));
        }
        // It is the same for every match: looked for once, when first needed.
        var isKnown = _scope.Variable(typeof(bool), Expression.Constant(false));
        var isFound = _scope.Variable(typeof(bool), Expression.Constant(false));
        return Expression.Block(
            Expression.IfThen(
                Expression.Not(isKnown),
                Expression.Block(_facts.Any(fact, tests, isFound), Expression.Assign(isKnown, Expression.Constant(true)))),
            Expression.IfThen(quantifier.Negated ? Expression.Not(isFound) : isFound, From(number + 1)));
    }

    private BlockExpression Let(LetElement let, int number)
    {
        var value = Expression.Variable(let.Value.ReturnType, "value");
        var computed = _scope.Bound(let.Value);
        return Expression.Block([value], Expression.Assign(value, computed), Bound(let.Alias, value, number));
    }

    private Expression Having(HavingElement having, int number)
    {
        Expression[] tests = [.. _scope.Bound(having.Conditions)];
        return Flow.If(tests, From(number + 1));
    }

    private BlockExpression Yields()
    {
        var session = _scope.Session;
        List<Expression> statements = [Expression.PreIncrementAssign(Expression.Property(session, nameof(Session.Matches)))];
        foreach (var (element, type) in _rule.Definition.Yields.Zip(_rule.Yields))
        {
            var fact = _scope.Bound(element.Fact, Expression.Constant(EvaluationContext.Instance, element.Fact.Parameters[0].Type));
            statements.Add(type.IsExact
                ? Expression.Call(session, nameof(Session.Yield), [type.Type], Expression.Constant(_scope.Types.RouteOf(type.Type)), fact)
                : Expression.Call(session, nameof(Session.YieldOfAnyType), [type.Type], fact));
        }
        return Expression.Block(statements);
    }
}

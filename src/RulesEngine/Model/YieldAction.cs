using System.Linq.Expressions;
using MyOpenIP.RulesEngine.Planning;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Model;

/// <summary>
/// Reads the action that <c>Yield</c> makes: look for the fact that the match has yielded before, and insert the fact if there is
/// none, else make it anew and update it. Evaluated once, it is the first.
/// </summary>
internal static class YieldAction
{
    public static YieldedFact Read(string rule, ActionElement action)
    {
        if (action.ActionTrigger.HasFlag(ActionTrigger.Deactivated))
            throw new RuleRefusedException(rule, "Undo", "Yield; what is yielded stays");
        if (action.ActionTrigger != ActionElement.DefaultTrigger
            || action.Expression.Body is not BlockExpression { Variables: [var linked], Expressions: [_, ConditionalExpression choice] }
            || choice is not { IfTrue: MethodCallExpression { Method.Name: nameof(IContext.InsertLinked), Arguments: [_, var fact] } }
            || choice is not { IfFalse: BlockExpression { Expressions: [BinaryExpression { Right: InvocationExpression { Expression: LambdaExpression again } }, _] } })
        {
            throw new RuleRefusedException(rule, "Do", "Yield");
        }
        if (!linked.Type.IsAssignableFrom(fact.Type))
            throw new RuleRefusedException(rule, $"inserting a {fact.Type.Name} as a {linked.Type.Name}", $"Yield of a {linked.Type.Name}");
        if (Variables.Uses(again.Body, again.Parameters[1]) || again.Body.ToString() != fact.ToString())
            throw new RuleRefusedException(rule, "Yield with an update", "Yield with one argument");
        if (action.Expression.Parameters.Any(p => p.Type == typeof(IContext) && Variables.Uses(fact, p)))
            throw new RuleRefusedException(rule, "a use of the context", "Yield of what the rule has bound");
        var type = fact is NewExpression or MemberInitExpression
            ? new YieldedType(fact.Type, true)
            : new YieldedType(linked.Type, linked.Type.IsSealed);
        return new YieldedFact(type, Expression.Lambda(fact, action.Expression.Parameters.Where(p => p.Type != typeof(IContext))));
    }
}

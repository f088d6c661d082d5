using System.Linq.Expressions;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests;

/// <summary>The action that <c>Yield</c> makes, for rules that are built without the fluent language.</summary>
internal static class YieldedBy
{
    private static readonly Expression Key = Expression.Constant("$linkedkey1$");

    /// <param name="linked">Type that the fact is yielded as.</param>
    /// <param name="context">The context of the action.</param>
    /// <param name="bound">What the fact uses.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="again">The fact made anew; else as before.</param>
    public static LambdaExpression Action(Type linked, ParameterExpression context, ParameterExpression[] bound, Expression fact, Expression? again = null)
    {
        var found = Expression.Variable(linked);
        var update = Expression.Lambda(again ?? fact, context, Expression.Parameter(linked));
        return Expression.Lambda(
            Expression.Block(
                [found],
                Expression.Assign(found, Expression.Convert(Expression.Call(context, nameof(IContext.GetLinked), null, Key), linked)),
                Expression.IfThenElse(
                    Expression.Equal(found, Expression.Constant(null)),
                    Expression.Call(context, nameof(IContext.InsertLinked), null, Key, fact),
                    Expression.Block(
                        Expression.Assign(found, Expression.Invoke(update, context, found)),
                        Expression.Call(context, nameof(IContext.UpdateLinked), null, Key, found)))),
            [context, .. bound]);
    }
}
